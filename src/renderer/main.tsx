import './theme/base.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { followLook } from './app/look';
import { announceReady } from './app/ready';
import { startCommands } from './app/shell-commands';
import { listenToKeys } from './app/keyboard';
import { readFirstBars } from './panes/price/read-ahead';
import { connect } from './state/connect';
import { readLayouts } from './workspace/docks';

const PATIENCE_MS = 150;

readLayouts();
const connected = connect();
const informed = connected.then(readFirstBars);
followLook();
startCommands();
listenToKeys();

const host = document.getElementById('root');
if (!host) throw new Error('The page has no root.');
const root = createRoot(host);
const draw = (): void =>
  flushSync(() =>
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
// Drawn once and in one go, with the answers and the first bars; without them when they take long or fail.
void Promise.race([informed, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).then(draw, draw);
void connected.then(announceReady);
