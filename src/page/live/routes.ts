/** What the page shows; it stands behind the `#` of its address. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'gpus' }
  | { readonly at: 'jobs' | 'results'; readonly sweep: string }
  | { readonly at: 'job'; readonly sweep: string; readonly job: string; readonly attempt: number | null };

/** What an address means, whatever stands there. */
export function routeOf(hash: string): Route {
  const [first, sweep, what, job, attempt] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  if (first === 'gpus') return { at: 'gpus' };
  if (first !== 'sweep' || sweep === undefined || sweep === '') return { at: 'home' };
  if (what === 'results') return { at: 'results', sweep };
  if (what !== 'job' || job === undefined || job === '') return { at: 'jobs', sweep };
  return { at: 'job', sweep, job, attempt: /^[1-9]\d{0,8}$/.test(attempt ?? '') ? Number(attempt) : null };
}

/** The address of what is shown. */
export function hashOf(route: Route): string {
  switch (route.at) {
    case 'home':
      return '#/';
    case 'gpus':
      return '#/gpus';
    case 'jobs':
      return `#/sweep/${encodeURIComponent(route.sweep)}`;
    case 'results':
      return `#/sweep/${encodeURIComponent(route.sweep)}/results`;
    case 'job': {
      const path = [route.sweep, 'job', route.job].map(encodeURIComponent).join('/');
      return `#/sweep/${path}${route.attempt === null ? '' : `/${route.attempt}`}`;
    }
    default:
      return route satisfies never;
  }
}

/** What the server is asked for to tell of it as it happens; null for what does not change by itself. */
export function viewOf(route: Route): Readonly<Record<string, string>> | null {
  switch (route.at) {
    case 'home':
    case 'gpus':
      return { view: route.at };
    case 'jobs':
      return { view: 'jobs', sweep: route.sweep };
    case 'job':
      return {
        view: 'job',
        sweep: route.sweep,
        job: route.job,
        ...(route.attempt === null ? {} : { attempt: String(route.attempt) }),
      };
    case 'results':
      return null;
    default:
      return route satisfies never;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
