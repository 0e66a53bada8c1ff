import { type SignedCodeList, signedCodeList } from '../../../contracts/domain/signed-code-list.ts';
import type { PolicyKeeper } from '../../device/policy/policy.ts';
import type { Store } from '../../store/store.ts';
import type { FeedLine, SetAsideReason } from '../../sync/line.ts';

const KIND = 'codeList';

/** What the policy says of lists, and whatever its certificate has signed. */
export type ListPolicy = Pick<PolicyKeeper, 'contentSigned'> & {
  current(): Pick<ReturnType<PolicyKeeper['current']>, 'signedCodeLists'>;
};

/**
 * Lines of Storm's feed with each list of codes as the force signed it, whatever else HQ says of it. One that is not signed, or of an older
 * issue than the list held, is set aside, and so is its removal: the list held stays. All as it came where the policy asks for no signature.
 */
export const proveCodeLists =
  (policy: ListPolicy) =>
  async (store: Store, lines: readonly FeedLine[]): Promise<readonly FeedLine[]> => {
    if (!policy.current().signedCodeLists || !lines.some(touchesLists)) return lines;
    const held = await store.read('storm.codeLists', null);
    const issues = new Map(held.map(({ id, signed }) => [id as string, readSigned(signed, policy)?.issue ?? 0]));
    const proved = (line: FeedLine): FeedLine => {
      if (line.op === 'delete' && line.kind === KIND) return setAside(line, 'NotSigned');
      if (line.op !== 'upsert' || line.kind !== KIND) return line;
      const signed = signedOf(line.data);
      const list = readSigned(signed, policy);
      if (list === undefined || list.id !== line.id) return setAside(line, 'NotSigned');
      if (list.issue < (issues.get(line.id) ?? 0)) return setAside(line, 'OlderIssue');
      return { ...line, data: { id: list.id, version: line.version, entries: list.entries, issue: list.issue, signed } };
    };
    // A reset removes what does not come again.
    const kept = lines[0]?.op === 'reset' ? [...issues.keys()].map((id) => setAside({ id }, 'NotSigned')) : [];
    const [first, ...rest] = lines.map(proved);
    return first === undefined ? [] : [first, ...kept, ...rest];
  };

const touchesLists = (line: FeedLine): boolean => line.op === 'reset' || ('kind' in line && line.kind === KIND);

const signedOf = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'signed' in data && typeof data.signed === 'string' ? data.signed : undefined;

const readSigned = (signed: string | undefined, policy: ListPolicy): SignedCodeList | undefined => {
  if (signed === undefined) return undefined;
  const content = policy.contentSigned(new Uint8Array(Buffer.from(signed, 'base64')));
  return content.ok ? signedCodeList.safeParse(content.value).data : undefined;
};

const setAside = ({ id, version }: { readonly id: string; readonly version?: number }, reason: SetAsideReason): FeedLine => ({
  ...{ op: 'unread', kind: KIND, id, version, reason },
});
