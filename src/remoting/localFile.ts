import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** A file of this machine that is read in parts. */
export class LocalFile {
  readonly length: number;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, length: number) {
    this.#handle = handle;
    this.length = length;
  }

  /** Opens it; a sentence when that is not possible. */
  static async open(path: string): Promise<LocalFile | string> {
    try {
      const handle = await open(path, 'r');
      const about = await handle.stat();
      if (about.isFile() && about.size > 0) return new LocalFile(handle, about.size);
      await handle.close();
      return `${path} is ${about.isFile() ? 'empty' : 'not a file'}`;
    } catch (error) {
      return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** The bytes from an offset, at most so many. */
  async read(offset: number, most: number): Promise<Buffer> {
    const buffer = Buffer.alloc(Math.min(most, this.length - offset));
    const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  }

  /** Lower case SHA-256 of its first bytes; of all when no length is given. */
  async sha256(length = this.length): Promise<string> {
    const hash = createHash('sha256');
    const part = 1_048_576;
    for (let offset = 0; offset < length; offset += part)
      hash.update(await this.read(offset, Math.min(part, length - offset)));
    return hash.digest('hex');
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
