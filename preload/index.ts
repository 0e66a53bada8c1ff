import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { channelName, channels } from '../contracts/ipc/channels.ts';

/** Passes one call on. The answer is always `{ok:true,value}` or `{ok:false,code}`; main checks everything. */
const call =
  (channel: string) =>
  (request: unknown): Promise<unknown> =>
    ipcRenderer.invoke(channel, request);

/** Listens to one of a domain's events; answers the way to stop. Electron's event object never crosses. */
const listen =
  (domain: string, events: readonly string[]) =>
  (event: string, listener: (payload: unknown) => void): (() => void) => {
    if (!events.includes(event)) throw new TypeError('no such event');
    const channel = channelName(domain, event);
    const pass = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, pass);
    return () => {
      ipcRenderer.removeListener(channel, pass);
    };
  };

const client = (domain: string, { calls, events }: { readonly calls: readonly string[]; readonly events: readonly string[] }) =>
  Object.freeze({
    ...Object.fromEntries(calls.map((operation) => [operation, call(channelName(domain, operation))])),
    on: listen(domain, events),
  });

const api = Object.freeze(Object.fromEntries(Object.entries(channels).map(([domain, names]) => [domain, client(domain, names)])));

contextBridge.exposeInMainWorld('api', api);
