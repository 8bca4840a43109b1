import { Exit, type GlobalOptions } from '../context';
export async function indicator(name: string, _parameters: readonly string[], _options: GlobalOptions): Promise<void> {
  throw new Exit(2, name);
}
