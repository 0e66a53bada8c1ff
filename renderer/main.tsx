import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import './theme/base.css';
import { api } from './api.ts';
import { App, type Opening } from './app/App.tsx';

/** Asked together and before the first paint, so that a night screen never flashes by day. */
const opening = async (): Promise<Opening> => {
  const [session, appearance, about] = await Promise.all([api.session.state(null), api.session.appearance(null), api.session.about(null)]);
  return {
    session: session.ok ? session.value : { kind: 'starting' },
    appearance: appearance.ok ? appearance.value : { theme: 'day', car: false, sound: true, black: false },
    about: about.ok ? about.value : undefined,
  };
};

const start = async (): Promise<void> => {
  const root = document.getElementById('root');
  const insertionPoint = document.getElementById('griffel');
  if (root === null || insertionPoint === null) throw new Error('the page is not ours');
  // Fluent's rules go in front of our style sheet, so that one class of ours wins; the nonce keeps the CSP strict.
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
  const renderer = createDOMRenderer(document, { insertionPoint, styleElementAttributes: { nonce } });
  const first = await opening();
  createRoot(root).render(
    <RendererProvider renderer={renderer} targetDocument={document}>
      <App opening={first} />
    </RendererProvider>,
  );
};
void start();
