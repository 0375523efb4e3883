// The list of inspections.

import { word } from "../words";
import { prepare } from "./prepare";
import { type Device, counted, send } from "./send";

/** The list: sends what waits of every inspection, and keeps their pages on the device. */
export async function list(root: HTMLElement): Promise<void> {
  const overview = JSON.parse(root.dataset.inspections ?? "{}") as { worker: string; pages: string[]; devices: Device[] };
  const sendAll = async () => {
    for (const device of overview.devices) {
      if ((await counted(device)).waiting > 0) await send(device, async () => undefined).catch(() => undefined);
      const { waiting } = await counted(device);
      const place = root.querySelector<HTMLElement>(`[data-waits="${device.id}"]`);
      if (place) place.textContent = waiting > 0 ? word("kept", { waiting }) : "";
    }
  };
  addEventListener("online", () => void sendAll());
  await sendAll();
  const kept = await prepare(overview.worker, overview.pages);
  const n = Math.floor((kept - 1) / 2);
  const place = root.querySelector<HTMLElement>("[data-prepared]");
  if (place && n > 0) place.textContent = word("prepared", { n });
}
