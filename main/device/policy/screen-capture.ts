import type { Laptop } from '../laptop.ts';

/**
 * Allows pictures of the screen where the policy does, and only while it does: once the sign-in screen is `painted`, whenever HQ has sent a
 * policy, and whenever lists of revoked certificates have come, for they may end the policy that allowed it. Returns how to forbid them for
 * good. `allow` starts out forbidding.
 */
export const followScreenCapture = (ports: {
  readonly laptop: Pick<Laptop, 'policy' | 'onTrust'>;
  readonly painted: Promise<unknown>;
  readonly allow: (allowed: boolean) => void;
}): (() => void) => {
  const { policy, onTrust } = ports.laptop;
  let isOver = false;
  const apply = (): void => {
    if (!isOver) ports.allow(policy.current().screenCapture === 'allowed');
  };
  policy.onChange(apply);
  onTrust(apply);
  ports.painted.then(apply, () => undefined); // A page that did not come shows nothing to take a picture of.
  return () => {
    isOver = true;
    ports.allow(false);
  };
};
