/**
 * Which room may import which, and why; ARCHITECTURE.md draws the picture. A room may always import itself.
 *
 * The wings of a room, its sub-folders, import each other only as `wings` lists it. Of the files that stand in the room
 * itself a wing may import those of its `floor`; the others put the wings together, so no wing knows them.
 */
const rooms = {
  model: {
    imports: [],
    because: 'The nouns are what all rooms share; a noun that needs a room belongs to that room.',
    wings: { text: [], sharing: [] },
    floor: ['units', 'plan', 'process-id'],
  },
  disk: {
    imports: [],
    because: 'How a file is opened that others may have written does not depend on what stands in it.',
  },
  language: {
    imports: ['model'],
    because: 'A file is checked before anybody knows what it will become.',
    wings: {
      tree: [],
      shape: ['tree', 'generated'],
      generated: ['shape'],
      write: ['tree'],
      line: ['write'],
      import: ['write', 'tree'],
    },
    floor: ['spec'],
  },
  expand: {
    imports: ['model', 'language'],
    because: 'A plan follows from a Spec alone, so the same file gives the same plan.',
    wings: { cells: [], template: ['cells'], keys: ['template', 'cells'], edges: ['keys', 'template', 'cells'] },
    floor: ['findings', 'paths', 'draft', 'hash'],
  },
  render: {
    imports: ['model'],
    because: 'A wrapper script follows from its job alone, so its bytes can be shown before a run.',
  },
  schedule: {
    imports: ['model'],
    because: 'What to start next follows from plan, state, host and time, all given as arguments.',
    wings: { queue: [], state: ['queue'], decide: ['state', 'queue'] },
    floor: [],
  },
  journal: {
    imports: ['model', 'disk', 'schedule'],
    because: 'The journal knows events and how to replay them into a RunState, not who acts on them.',
  },
  project: {
    imports: ['model', 'disk'],
    because: 'The tree of files is looked at for whoever asks; it knows no sweep from inside.',
  },
  host: {
    imports: ['model', 'disk'],
    because: 'The machine is observed for whoever asks; it knows nothing of runs.',
    wings: { system: [], gpus: ['system'], leases: ['system'] },
    floor: [],
  },
  launch: {
    imports: ['model', 'disk', 'render'],
    because: 'An executor turns one order into a process; it decides nothing.',
    wings: { logs: [], diagnosis: ['logs'], local: ['diagnosis', 'logs'], slurm: ['diagnosis', 'logs'] },
    floor: ['folder', 'outcome', 'environment', 'produced-files', 'needs-file'],
  },
  control: {
    imports: ['model'],
    because: 'What another process asks is carried to the loop and its answer back; nothing is decided on the way.',
  },
  run: {
    imports: ['model', 'schedule', 'journal'],
    because:
      'The loop reaches machine and processes only through the interfaces it declares, so tests run it in a scripted world.',
    wings: { requests: [], forecast: [] },
    floor: ['world', 'run', 'loop', 'part', 'recorder', 'stop', 'freshness', 'inputs'],
  },
  results: {
    imports: ['model', 'schedule'],
    because: 'What an experiment comes to follows from what its jobs have left, whoever has read that.',
    wings: { readers: [], table: [] },
    floor: ['numbers', 'row'],
  },
  report: {
    imports: ['model', 'schedule', 'results'],
    because: 'A view is fed by events and drives nothing.',
    wings: {
      ...Object.fromEntries(
        ['text', 'plan', 'diff', 'status', 'results', 'live', 'export', 'diagnostics'].map((wing) => [wing, ['text']]),
      ),
      page: ['text', 'results', 'status'],
    },
    floor: ['eta', 'event-json', 'exit-json', 'job-json'],
  },
  page: {
    imports: ['model', 'results', 'report'],
    because:
      'A page runs in browsers, where there is nothing but what stands in it: it makes its tables as the program does.',
    wings: { charts: [], live: [] },
    floor: ['look', 'dom', 'words-box', 'row-window', 'sorting', 'filter-bar', 'results-section'],
  },
  app: {
    imports: [
      'model',
      'disk',
      'language',
      'expand',
      'render',
      'schedule',
      'journal',
      'project',
      'host',
      'launch',
      'control',
      'run',
      'results',
      'report',
    ],
    because: 'What a command does is a function of the rooms, which a program can call as well as the command line.',
    wings: {
      machine: [],
      checkup: ['machine'],
      sweep: ['machine'],
      write: ['sweep'],
      world: ['sweep', 'machine'],
      jobs: ['world', 'sweep', 'machine'],
      control: ['world', 'sweep', 'machine'],
      page: ['world', 'sweep'],
      run: ['jobs', 'control', 'world', 'sweep', 'machine'],
    },
    floor: ['refusal', 'notices', 'results-grids'],
  },
  mcp: {
    imports: ['model', 'journal', 'project', 'host', 'report', 'app'],
    because: 'Agents are answered by what the commands do, beside the command line and without it.',
  },
  ui: {
    imports: ['model', 'disk', 'journal', 'project', 'host', 'schedule', 'report', 'app'],
    because: 'A live page looks on and asks as the commands do; nothing depends on it.',
  },
};

/** One home for each package: replaceable in one place, and loaded only by the commands that need it. */
const homes = {
  ajv: '^scripts/generate\\.ts$',
  yaml: '^src/language/tree/read\\.ts$',
  handlebars: '^src/render/handlebars\\.ts$',
  execa: '^src/host/system/command\\.ts$',
  listr2: '^src/report/live/live-view\\.ts$',
  picomatch: '^src/model/text/name-pattern\\.ts$',
  'string-width': '^src/report/text/columns\\.ts$',
  commander: '^src/cli/commander\\.ts$',
  'csv-parse': '^src/model/text/csv\\.ts$',
  jstat: '^src/results/table/student\\.ts$',
  echarts: '^src/page/echarts\\.ts$',
  '@modelcontextprotocol/sdk': '^src/mcp/sdk\\.ts$',
  zod: '^src/mcp/sdk\\.ts$',
  systeminformation: '^src/app/checkup/machine\\.ts$',
};

const inWing = (room, wing) => `^src/${room}/${wing}/`;

const wingRules = Object.entries(rooms).flatMap(([room, { wings = {}, floor }]) =>
  Object.entries(wings).map(([wing, imports]) => ({
    name: `${room}-${wing}-imports-${imports.filter((name) => name !== wing).join('-and-') || 'no-other-wing'}`,
    comment: `The wings of ${room} build on each other in one direction, and none knows what puts them together.`,
    severity: 'error',
    from: { path: inWing(room, wing) },
    to: {
      path: `^src/${room}/`,
      pathNot: [
        ...[wing, ...imports].map((name) => inWing(room, name)),
        ...floor.map((file) => `^src/${room}/${file}\\.ts$`),
      ],
    },
  })),
);

/** What draws on a terminal: the only part of report that is not text made from its arguments. */
const TERMINAL = '^src/report/live/(live-view|redirect|screen|suspension)\\.ts$';

const inRooms = (names) => `^src/(${names.join('|')})/`;

const roomRules = Object.entries(rooms).map(([room, { imports, because }]) => ({
  name: `${room}-imports-${imports.length === 0 ? 'nothing' : imports.join('-and-')}`,
  comment: because,
  severity: 'error',
  from: { path: inRooms([room]) },
  to: { path: '^(src/|package\\.json$)', pathNot: inRooms([room, ...imports]) },
}));

const homeRules = Object.entries(homes).map(([name, home]) => ({
  name: `one-home-for-${name}`,
  comment: `Each package is imported in one module, so that it can be replaced in one place.`,
  severity: 'error',
  from: { path: '^(src|scripts)/', pathNot: home },
  to: { path: `^node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...wingRules,
    ...homeRules,
    {
      name: 'expand-sees-only-the-types-of-language',
      comment: 'src/language/spec.ts is the border: what a file says, without how it was read.',
      severity: 'error',
      from: { path: inRooms(['expand']) },
      to: { path: inRooms(['language']), pathNot: '^src/language/spec\\.ts$' },
    },
    {
      name: 'expand-loads-nothing-of-language',
      comment: 'Loading language would load its parser with it.',
      severity: 'error',
      from: { path: inRooms(['expand']) },
      to: { path: inRooms(['language']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'report-loads-nothing-of-results',
      comment: 'A table is made before it is shown.',
      severity: 'error',
      from: { path: inRooms(['report']) },
      to: { path: inRooms(['results']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-do-no-io',
      comment: 'The core is deterministic: time, files and processes come in as arguments or through seams.',
      severity: 'error',
      from: {
        path: [
          inRooms(['model', 'language', 'expand', 'render', 'schedule', 'run', 'results', 'report', 'page']),
          '^src/journal/(codec|replay)\\.ts$',
        ],
        pathNot: TERMINAL,
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path/posix)$' },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or a noun is missing between them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports does nothing.',
      severity: 'error',
      from: { path: '^src/', orphan: true },
      to: {},
    },
    {
      name: 'sources-do-not-import-tests-or-tools',
      comment: 'What is shipped must not need what is not.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|examples)/' },
    },
    {
      name: 'a-live-view-is-known-by-its-face',
      comment: 'Whoever wants to watch opens a view; which one it is, and its library, is for the wing to know.',
      severity: 'error',
      from: { path: '^src/', pathNot: inWing('report', 'live') },
      to: { path: inWing('report', 'live'), pathNot: '^src/report/live/open-view\\.ts$' },
    },
    {
      name: 'only-the-cli-imports-the-cli',
      comment: 'The command line is the outermost room: it wires the others together.',
      severity: 'error',
      from: { path: '^src/', pathNot: inRooms(['cli']) },
      to: { path: inRooms(['cli']) },
    },
    {
      name: 'every-import-is-there',
      comment: 'An import that cannot be resolved escapes all rules above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count: a type import is a dependency of ideas, and the table of rooms is about ideas.
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
