/** One way in which a file differs from the schema, as the generated validator reports it. */
export interface Violation {
  readonly keyword: string;
  /** A JSON pointer to the value that is wrong. */
  readonly instancePath: string;
  /** Where in the schema the keyword stands. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the keyword says. */
  readonly schema: unknown;
  /** The schema that the keyword is part of. */
  readonly parentSchema: {
    readonly title?: string;
    readonly type?: string | readonly string[];
    readonly properties?: Readonly<Record<string, unknown>>;
  };
  /** The key that is checked, where a map's keys are. */
  readonly propertyName?: string;
}
