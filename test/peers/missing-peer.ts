/**
 * What a peer that is not installed means: a skipped suite on a laptop, a failure where CI=true, so that no proof is lost in silence.
 * Returns undefined; throws where CI=true.
 */
export function missingPeer(name: string): undefined {
  const advice = `the ${name} peer is not installed: node test/peers/install.ts ${name}`;
  if (process.env.CI === 'true') throw new Error(advice);
  console.warn(`skipped: ${advice}`);
  return undefined;
}
