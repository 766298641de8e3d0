import { giveUp } from "./serve.js";
import { run } from "./worker";

/** The worker of `npm run dev`, from its sources. */
await run().catch(giveUp);
