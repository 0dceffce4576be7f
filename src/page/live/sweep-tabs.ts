import { make } from '../dom.ts';
import { linkTo } from './parts.ts';

/** What there is to look at of a sweep. */
export function sweepTabs(sweep: string, at: 'jobs' | 'results' | null): HTMLElement {
  const tab = (name: 'jobs' | 'results', text: string): HTMLElement => {
    const link = linkTo({ at: name, sweep }, text);
    if (name === at) link.setAttribute('aria-current', 'page');
    return link;
  };
  const report = make('a', {
    attributes: { href: `./report?${new URLSearchParams({ sweep }).toString()}`, target: '_blank', rel: 'noopener' },
    text: 'Report with charts',
  });
  return make('nav', {
    class: 'tabs',
    attributes: { 'aria-label': `Of ${sweep}` },
    children: [tab('jobs', 'Jobs'), tab('results', 'Results'), report],
  });
}
