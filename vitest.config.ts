import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";
import LongestFirst from "./test/setup/longest-first";

/** A test ends by what it waits for. This only ends one that hangs, on a machine that is slow and busy too. */
const HANGS = 20 * 60_000;

const project = (name: string, options: Record<string, unknown> = {}) => ({
  plugins: [tsconfigPaths()],
  // NODE_ENV is production, in which React has no development runtime
  esbuild: { jsxDev: false },
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    setupFiles: ["test/setup/environment.ts", "test/setup/clone.ts", "test/setup/tidy.ts"],
    isolate: false,
    globalSetup: ["test/setup/services.ts"],
    testTimeout: HANGS,
    hookTimeout: HANGS,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: HANGS / 4, interval: 50 } },
    ...options,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", { setupFiles: ["test/setup/environment.ts"], globalSetup: [] }),
      project("integration"),
      project("architecture"),
      project("attack", { globalSetup: ["test/setup/services.ts", "test/setup/browser.ts"] }),
      project("fault", { globalSetup: ["test/setup/services.ts", "test/setup/build.ts"] }),
      project("e2e", { globalSetup: ["test/setup/services.ts", "test/setup/build.ts", "test/setup/browser.ts"] }),
    ],
    // Two on two cores: more only makes each slower.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
