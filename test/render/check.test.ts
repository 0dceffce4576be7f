import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkWrapper } from '../../src/render/check.ts';

function faults(template: string): string[] {
  return checkWrapper(template, 'mine.hbs').map(({ message, hint, span }) => {
    const at = template.slice(span?.start, span?.end);
    return `${message} @ ${JSON.stringify(at)}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

test('the template of the package has no fault', () => {
  const template = readFileSync(new URL('../../templates/wrapper.sh.hbs', import.meta.url), 'utf8');
  expect(faults(template)).toEqual([]);
});

describe('a template may use', () => {
  test.each([
    ['every name', '{{sweep.name}} {{job.dir}} {{workdir}} {{command}}'],
    ['blocks and their variables', '{{#each params}}{{@index}} {{name}}={{value}} {{../workdir}}{{else}}none{{/each}}'],
    ['block parameters', '{{#each exports as |one|}}{{one.name}}{{/each}}'],
    ['sections', '{{#params}}{{name}}{{/params}}{{^params}}none{{/params}}'],
    ['helpers within helpers', '{{#if (lookup params 0)}}{{quote (lookup parents 0)}}{{/if}}'],
    ['contexts', '{{#with job}}{{this.id}}{{/with}}'],
    ['comments and escapes', '{{! a }}{{!-- {{b}} --}}\\{{c}}'],
  ])('%s', (_, template) => {
    expect(faults(template)).toEqual([]);
  });
});

describe('a fault is found before anything is rendered, with its place', () => {
  test.each([
    ['a name', '{{comand}}', 'unknown name comand in the wrapper template @ "comand" (did you mean command?)'],
    [
      'a part of a name',
      '{{job.idd}}',
      'unknown name job.idd in the wrapper template @ "job.idd" (did you mean job.id?)',
    ],
    [
      'a name as an argument',
      '{{quote workdr}}',
      'unknown name workdr in the wrapper template @ "workdr" (did you mean workdir?)',
    ],
    [
      'a name in a condition',
      '{{#if setp}}x{{/if}}',
      'unknown name setp in the wrapper template @ "setp" (did you mean setup?)',
    ],
    [
      'a field outside its block',
      '{{#each params}}{{/each}}\n{{value}}',
      /^unknown name value .* @ "value" \(a template knows /,
    ],
    ['a helper', '{{qoute workdir}}', 'unknown helper qoute in the wrapper template @ "qoute" (did you mean quote?)'],
    ['a partial', 'x\n{{> keeper}}', 'a wrapper template has no partials @ "{{> keeper}}"'],
    ['a block that does not end', 'a\n{{#if setup}}x', 'the wrapper template cannot be read: unexpected EOF @ "{"'],
    ['an end without a block', 'x{{/if}}', 'the wrapper template cannot be read: unexpected OPEN_ENDBLOCK @ "x"'],
    ['an end of another block', '{{#if setup}}x{{/each}}', /^if doesn't match each/],
  ])('%s', (_, template, fault) => {
    expect(faults(template)).toEqual([typeof fault === 'string' ? fault : (expect.stringMatching(fault) as string)]);
  });

  test('all of them at once', () => {
    expect(faults('{{a}} {{b}}\n{{#each nowhere}}{{c}}{{/each}}')).toHaveLength(4);
  });
});
