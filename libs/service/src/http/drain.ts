/** Whether this application is on its way out. Shared by readiness and by the door that turns new requests away. */
export class Drain {
  #isDraining = false;

  get isDraining(): boolean {
    return this.#isDraining;
  }

  begin(): void {
    this.#isDraining = true;
  }
}
