/** Cells of one row, quotes and the spaces around a cell taken off. For the head of a file only: it makes strings. */
export function splitRow(row: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quoted = /^ *"((?:[^"]|"")*)" */.exec(row.slice(at, at + 65_536));
    let end: number;
    if (quoted && (row.length === at + quoted[0].length || row[at + quoted[0].length] === delimiter)) {
      end = at + quoted[0].length;
      cells.push(quoted[1]!.replaceAll('""', '"'));
    } else {
      end = row.indexOf(delimiter, at);
      if (end < 0) end = row.length;
      cells.push(row.slice(at, end).trim());
    }
    if (end >= row.length) return cells;
    at = end + 1;
  }
}
