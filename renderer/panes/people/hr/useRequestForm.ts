import { useWorkspace } from '../../../workspace/workspace.ts';

/**
 * What the form of a request that HR answers says of itself, without signal that it is kept, and where it leads: to the request among the
 * officer's own.
 */
export const useRequestForm = ({ title, lead, keep, send }: Readonly<Record<'title' | 'lead' | 'keep' | 'send', string>>) => {
  const { link } = useWorkspace();
  return {
    madeLocation: (id: string) => ({ pane: 'people', view: 'requests', id }) as const,
    words: () => ({ title, lead, send: link?.link === 'offline' ? keep : send }),
  };
};
