import { byId, make } from '../dom.ts';
import { Asking } from './asking.ts';
import { Connection, type Link } from './connection.ts';
import { GpusView } from './gpus-view.ts';
import { HomeView } from './home-view.ts';
import { JobView } from './job-view.ts';
import { JobsView } from './jobs-view.ts';
import { linkTo } from './parts.ts';
import { ResultsView } from './results-view.ts';
import { routeOf, viewOf, type Route } from './routes.ts';
import { ServerClock, type View } from './view.ts';

const LINKS: Readonly<Record<Link, string>> = {
  open: '',
  lost: 'The connection is lost: it is tried again. What is shown is of before.',
  shut: 'This browser is let in no more: open the address that sweep ui prints.',
};

/** Shows what the address of the page says, and hears of it as it happens. */
function start(): void {
  const app = byId('app');
  const project = app.dataset['project'] ?? '';
  const clock = new ServerClock();
  const link = make('p', { class: 'notice', attributes: { role: 'alert', hidden: '' } });
  const problem = make('p', { class: 'notice', attributes: { role: 'alert', hidden: '' } });
  const status = make('p', { class: 'status', attributes: { role: 'status', hidden: '' } });
  const asking = new Asking(status);
  const main = make('main', { attributes: { id: 'main', tabindex: '-1' } });
  const nav = make('nav', {
    class: 'top',
    attributes: { 'aria-label': 'Page' },
    children: [linkTo({ at: 'home' }, project === '' ? 'sweeps' : project), linkTo({ at: 'gpus' }, 'GPUs')],
  });
  app.append(make('header', { children: [nav, link, problem, status] }), main);

  const tell = (element: HTMLElement, text: string): void => {
    if (element.textContent === text) return;
    element.textContent = text;
    element.hidden = text === '';
  };
  let view: View = new HomeView();
  const connection = new Connection(
    (message) => {
      clock.set(message.now);
      tell(problem, message.kind === 'problem' ? message.text : '');
      view.hear(message);
    },
    (now) => {
      tell(link, LINKS[now]);
      document.documentElement.dataset['link'] = now;
    },
  );
  const show = (): void => {
    const route = routeOf(location.hash);
    view = viewAt(route, clock, asking);
    main.replaceChildren(view.element);
    tell(problem, '');
    asking.say('');
    document.title = [titleOf(route), project].filter((text) => text !== '').join(' · ');
    for (const one of nav.querySelectorAll('a')) {
      if (one.hash === location.hash) one.setAttribute('aria-current', 'page');
      else one.removeAttribute('aria-current');
    }
    scrollTo(0, 0);
    connection.show(viewOf(route));
  };
  addEventListener('hashchange', show);
  setInterval(() => {
    if (!document.hidden) view.tick?.();
  }, 1000);
  const first = app.dataset['start'] ?? '';
  if (location.hash === '' && first !== '') history.replaceState(null, '', `#/${first}`);
  show();
}

function viewAt(route: Route, clock: ServerClock, asking: Asking): View {
  switch (route.at) {
    case 'home':
      return new HomeView();
    case 'gpus':
      return new GpusView(asking);
    case 'jobs':
      return new JobsView(route.sweep, clock, asking);
    case 'results':
      return new ResultsView(route.sweep);
    case 'job':
      return new JobView(route.sweep, route.job, route.attempt, clock, asking);
    default:
      return route satisfies never;
  }
}

function titleOf(route: Route): string {
  switch (route.at) {
    case 'home':
      return '';
    case 'gpus':
      return 'GPUs';
    case 'jobs':
    case 'results':
      return route.sweep;
    case 'job':
      return route.job;
    default:
      return route satisfies never;
  }
}

start();
