// A photo leaves the device as a picture and nothing else: it is drawn anew, and what the browser adds beside the
// picture is taken out. The server refuses anything else.

const LONGEST = 1600;
const SMALL = 160;

export interface Picture {
  bytes: ArrayBuffer;
  thumb: string;
}

/** Draws a file anew; fails where it is no picture. */
export async function redraw(file: Blob): Promise<Picture> {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const large = draw(image, LONGEST);
    const blob = await new Promise<Blob | null>((resolve) => large.toBlob(resolve, "image/jpeg", 0.8));
    if (!blob) throw new Error("no picture");
    return { bytes: strip(await blob.arrayBuffer()), thumb: draw(image, SMALL).toDataURL("image/jpeg", 0.6) };
  } finally {
    image.close();
  }
}

function draw(image: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A JPEG without the segments that say where, when and with what it was taken: some browsers write such ones
 *  themselves. The JFIF header (0xe0), a colour profile (0xe2) and the colour transform (0xee) stay. */
export function strip(jpeg: ArrayBuffer): ArrayBuffer {
  const bytes = new Uint8Array(jpeg);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    const isExtra = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker));
    if (!isExtra) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const out = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  kept.reduce((place, part) => (out.set(part, place), place + part.length), 0);
  return out.buffer;
}

/** How long a device may look for where it is, in milliseconds. */
export const LOOKING = 5000;

/** Where the device is, in millionths of a degree; nothing where nobody may know or nobody does. */
export function position(): Promise<{ latitude_e6?: number; longitude_e6?: number }> {
  return new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude_e6: Math.round(coords.latitude * 1e6), longitude_e6: Math.round(coords.longitude * 1e6) }),
      () => resolve({}),
      { enableHighAccuracy: true, timeout: LOOKING, maximumAge: 60_000 },
    );
  });
}
