// A thread of its own, begun by heic.server.ts: unpacks one picture and ends. Plain JavaScript, since it is run as it stands here.
import { parentPort, workerData } from "node:worker_threads";

const PAGE = 64 * 1024;
const { bytes, mostPixels, mostMemory } = workerData;

// the decoder's memory is none of the thread's own: it grows here or nowhere
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE > mostMemory) throw new RangeError("a picture that takes too much memory");
  return grow.call(this, pages);
};

const { default: libheif } = await import("libheif-js/wasm-bundle.js");
const images = new libheif.HeifDecoder().decode(bytes);
const image = images.find((each) => each.is_primary()) ?? images[0];
const [width, height] = image ? [image.get_width(), image.get_height()] : [0, 0];
if (!(width * height > 0)) parentPort.postMessage({ reason: "heic" });
else if (width * height > mostPixels) parentPort.postMessage({ reason: "too-many-pixels" });
else
  image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (shown) =>
    shown ? parentPort.postMessage({ data: shown.data, width, height }, [shown.data.buffer]) : parentPort.postMessage({ reason: "heic" }),
  );
