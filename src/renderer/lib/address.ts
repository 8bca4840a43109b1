/** What is wrong with an address that a person typed; an empty one is none, which is right. */
export function addressProblem(text: string, protocols: readonly string[]): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const address = URL.parse(trimmed);
  if (!address || !protocols.includes(address.protocol) || address.host === '')
    return `Write it as ${protocols[0]}//host:port.`;
  return address.username !== '' || address.password !== ''
    ? 'An address with a password is not supported.'
    : undefined;
}
