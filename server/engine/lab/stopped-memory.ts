/** A process whose memory can be read while it is stopped: fewer bytes, down to none, where it is not mapped. */
interface Readable {
  read(address: number, length: number): Uint8Array;
}

interface Stretch {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/**
 * A process's memory as long as it stands still: what has been read once is not read again. The event that tells of a
 * call and the interpreter that goes on with its result ask for the same bytes.
 */
export class StoppedMemory {
  private readonly process: Readable;
  private stretches: Stretch[] = [];

  constructor(process: Readable) {
    this.process = process;
  }

  /** The process has run, or something was written into it: nothing that was read holds any more. */
  forget(): void {
    if (this.stretches.length > 0) this.stretches = [];
  }

  /** Bytes from `address` on, not to be changed; fewer where memory is not mapped. */
  readonly read = (address: number, length: number): Uint8Array => {
    for (const { address: from, bytes } of this.stretches) {
      if (from === address && bytes.length >= length) {
        return bytes.length === length ? bytes : bytes.subarray(0, length);
      }
    }
    const bytes = this.process.read(address, length);
    this.stretches.push({ address, bytes });
    return bytes;
  };
}
