const WIDTH = 30;

/** A bar on standard error, drawn where a person watches. Call the result with what is done so far. */
export function progressBar(label: string, total: number): (done: number) => void {
  let drawn = -1;
  return (done) => {
    const share = total === 0 ? 1 : done / total;
    const percent = Math.floor(share * 100);
    if (!process.stderr.isTTY || percent === drawn) return;
    drawn = percent;
    const filled = Math.round(share * WIDTH);
    process.stderr.write(
      `\r${label.padEnd(14)} ${"█".repeat(filled)}${"░".repeat(WIDTH - filled)} ${percent} %${percent === 100 ? "\n" : ""}`,
    );
  };
}
