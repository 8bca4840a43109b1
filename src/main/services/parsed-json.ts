/** Undefined when a text is damaged: what is stored beside it is there all the same. */
export function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
