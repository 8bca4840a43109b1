import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { followLook } from './app/look';
import { announceReady } from './app/ready';
import { startCommands } from './app/shell-commands';
import { listenToKeys } from './app/keyboard';
import { readFirstBars } from './panes/price/read-ahead';
import { connect } from './state/connect';
import { followReplay } from './state/replay-session';

const PATIENCE_MS = 150;

// The main process answers while the shell is being drawn.
readFirstBars();
const connected = connect();
followLook();
startCommands();
listenToKeys();
followReplay();

const host = document.getElementById('root');
if (!host) throw new Error('The page has no root.');
const root = createRoot(host);
const draw = (): void =>
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
// Drawn once, with the answers; without them when they take long or fail.
void Promise.race([connected, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).then(draw, draw);
void connected.then(announceReady);
