// What a form was shown, and what somebody who wrote on from there replaces.

import { nothing, text } from "./standing";

/** What was last put into the form of an item. */
export class Shown {
  /** What the records said; nothing before the first drawing. */
  private said: string | undefined;
  /** What the form said once that was there: a form has a word of its own for some of it. */
  private read = text(nothing());
  private heads: string[] = [];

  /** Whether what stands by now belongs into the form. What somebody is writing at this moment is left alone, and with
   *  it the records that they were shown: they have not seen the later ones. */
  takes(said: string, now: string, isFocused: boolean): boolean {
    return this.said === undefined || (this.said !== said && this.read === now && !isFocused);
  }

  /** Notes what the form shows: what these records say. */
  shows(said: string, read: string, heads: string[]): void {
    Object.assign(this, { said, read, heads });
  }

  /** Notes that others say by now what is shown already: whoever reads it here has read theirs too. */
  agree(said: string, heads: string[]): void {
    if (this.said === said) this.heads = heads;
  }

  /** The records that what the form says now replaces; nothing where it says what was shown. */
  replaces(now: string): string[] | undefined {
    return now === this.read ? undefined : this.heads;
  }
}
