export type Signal = { ring: () => void; wait: (milliseconds: number) => Promise<void> };

/** Wakes whoever waits, or the next one who does. */
export function makeSignal(): Signal {
  let isRung = false;
  let wakeUp = () => {};
  return {
    ring() {
      isRung = true;
      wakeUp();
    },
    async wait(milliseconds) {
      if (!isRung)
        await new Promise<void>((done) => {
          const timer = setTimeout(done, milliseconds);
          wakeUp = () => {
            clearTimeout(timer);
            done();
          };
        });
      isRung = false;
      wakeUp = () => {};
    },
  };
}
