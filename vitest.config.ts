import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const SECOND = 1000;

const project = (name: string, options: Record<string, unknown> = {}) => ({
  plugins: [tsconfigPaths()],
  // NODE_ENV is production, in which React has no development runtime
  esbuild: { jsxDev: false },
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    setupFiles: ["test/setup/environment.ts", "test/setup/clone.ts"],
    globalSetup: ["test/setup/services.ts"],
    testTimeout: 60 * SECOND,
    // a file that starts the site may have to build it first
    hookTimeout: 180 * SECOND,
    ...options,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", { setupFiles: ["test/setup/environment.ts"], globalSetup: [], testTimeout: 10 * SECOND }),
      project("integration"),
      project("architecture"),
      project("attack", { globalSetup: ["test/setup/services.ts", "test/setup/browser.ts"] }),
      project("fault", { globalSetup: ["test/setup/services.ts", "test/setup/build.ts"], testTimeout: 300 * SECOND }),
      project("e2e", {
        globalSetup: ["test/setup/services.ts", "test/setup/build.ts", "test/setup/browser.ts"],
        testTimeout: 300 * SECOND,
      }),
    ],
    // Two on two cores; more would only make the timeouts of the slow ones a lottery.
    maxWorkers: 2,
  },
});
