import { app, type WebContents, webContents } from 'electron';

/**
 * The pids of every renderer of the program, each once. The frames' own word: a sandboxed frame, a mail's, has a process of its own. And
 * Chromium's list, which also has those whose frame was closed and that it keeps for some seconds, and the spare one.
 */
export const renderers = (): readonly number[] => {
  const ofFrames = webContents.getAllWebContents().flatMap(framePids);
  const listed = app.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' ? [pid] : []));
  return [...new Set([...ofFrames, ...listed])].filter((pid) => pid > 0);
};

const framePids = (contents: WebContents): readonly number[] => {
  try {
    return contents.mainFrame.framesInSubtree.map(({ osProcessId }) => osProcessId);
  } catch {
    return []; // Destroyed since it was listed: Chromium's list still has its processes.
  }
};
