import type { Reporter, TestModule } from "vitest/node";

const SLOWEST = 10;

/** Says at the end how long each kind of test took, and which files took longest. Two run at once, so the sum is more than the wait. */
export default class Times implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => ({ kind: module.project.name, name: module.relativeModuleId, seconds: secondsOf(module) }));
    const kinds = new Map<string, number>();
    for (const { kind, seconds } of files) kinds.set(kind, (kinds.get(kind) ?? 0) + seconds);
    const sums = [...kinds].map(([name, seconds]) => ({ name, seconds }));
    const longest = (rows: { name: string; seconds: number }[]) => rows.sort((a, b) => b.seconds - a.seconds);
    const lines = [...longest(sums), { name: "", seconds: 0 }, ...longest(files).slice(0, SLOWEST)];
    console.log(`\nSeconds by kind of test, and of the slowest files:\n${lines.map(lineOf).join("\n")}`);
  }
}

const lineOf = ({ name, seconds }: { name: string; seconds: number }) => (name ? `${seconds.toFixed(1).padStart(8)}  ${name}` : "");

/** From its setting up to its last hook, in seconds. */
function secondsOf(module: TestModule): number {
  const { setupDuration, collectDuration, duration } = module.diagnostic();
  return (setupDuration + collectDuration + duration) / 1000;
}
