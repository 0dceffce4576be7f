/** The part of JSON Schema that decides a TypeScript type. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly then?: Schema;
  readonly else?: Schema;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

/**
 * A TypeScript interface of what `schema` accepts. Patterns, bounds and the conditions of `if` are lost: it is as wide
 * as TypeScript can say.
 */
export function interfaceOf(schema: Schema, name: string): string {
  return `/** ${schema.description ?? ''} */\nexport interface ${name} ${new Types(schema).ofMap(schema)}\n`;
}

class Types {
  readonly #root: Schema;

  constructor(root: Schema) {
    this.#root = root;
  }

  ofMap(schema: Schema): string {
    const members = Object.entries(schema.properties ?? {}).map(([key, property]) => {
      const optional = schema.required?.includes(key) === true ? '' : '?';
      const description = property.description ?? this.#definition(property).description ?? '';
      return `/** ${description} */\nreadonly ${key}${optional}: ${this.#of(property)};`;
    });
    if (typeof schema.additionalProperties === 'object') {
      members.push(`readonly [name: string]: ${this.#of(schema.additionalProperties)};`);
    }
    for (const pattern of Object.keys(schema.patternProperties ?? {})) {
      members.push(`readonly [key: \`${pattern.replace('^', '')}\${string}\`]: unknown;`);
    }
    return members.length === 0 ? 'object' : `{\n${members.join('\n')}\n}`;
  }

  #of(schema: Schema): string {
    const { type, anyOf } = schema;
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    if (anyOf?.every((part) => part.required === undefined) === true) {
      return anyOf.map((part) => this.#of(part)).join(' | ');
    }
    if (type === undefined) return schema.$ref === undefined ? 'unknown' : this.#of(this.#definition(schema));
    const names = [type].flat().flatMap((one) => (one === 'object' ? this.#maps(schema) : [this.#named(one, schema)]));
    return [...new Set(names)].join(' | ');
  }

  /** What kinds of map a schema accepts: its own properties, or those of its branches where it has none. */
  #maps(schema: Schema): string[] {
    if (schema.properties !== undefined || schema.additionalProperties !== undefined) return [this.ofMap(schema)];
    const branches = [schema.then, schema.else].filter((branch) => branch !== undefined);
    const maps = branches.map((branch) => (branch.$ref === undefined ? branch : this.#definition(branch)));
    return maps.length === 0 ? [this.ofMap(schema)] : maps.flatMap((map) => this.#maps(map));
  }

  #named(type: string, schema: Schema): string {
    if (type === 'integer') return 'number';
    return type === 'array' ? `readonly (${this.#of(schema.items ?? {})})[]` : type;
  }

  #definition({ $ref }: Schema): Schema {
    return this.#root.$defs?.[$ref?.replace('#/$defs/', '') ?? ''] ?? {};
  }
}
