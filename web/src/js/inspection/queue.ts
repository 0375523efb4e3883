// One thing after the other.

/** Does one piece of work after the other. One that fails stops none that follows it. */
export class Queue {
  private last = Promise.resolve();

  /** Does this once everything before it is done; `failed` is told what went wrong. */
  add(work: () => Promise<void>, failed: (problem: unknown) => void): void {
    this.last = this.last.then(work).catch(failed);
  }

  /** When everything is done that has been given so far. */
  done(): Promise<void> {
    return this.last;
  }
}
