import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from '#shared/ipc/bridge';
import { EVENT_NAMES, type EventName, type Events } from '#shared/ipc/events';

/** Names and types only: what may be called and how is decided, and checked, in the main process. */
const bridge: Bridge = {
  call: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
    if (!EVENT_NAMES.includes(event)) throw new RangeError(`no event ${event}`);
    const forward = (_: IpcRendererEvent, payload: Events[E]): void => listener(payload);
    ipcRenderer.on(event, forward);
    return () => void ipcRenderer.off(event, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld('ballast', bridge);
