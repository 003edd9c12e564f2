import * as fs from "node:fs";
import * as path from "node:path";
import type { Backend } from "../world/backend";

/** A backend that can be written down. */
export type StoredBackend = Backend & { toJSON(): unknown };

/** How long to wait before another look at a lock somebody else holds. A call takes about a millisecond. */
const LOCK_RETRY_MS = 3;

/**
 * One world for several processes: it lies in a JSON file that is read before and written after every call,
 * under a lock. That is slow next to a world in memory, and the only way where terraform starts a process for
 * each provider and again for each command.
 */
export class SharedBackend implements Backend {
  private readonly lockFile: string;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param file the JSON file; made by the first call
   * @param restore makes the backend from the file's content, undefined at the very first call
   */
  constructor(
    private readonly file: string,
    private readonly restore: (json: unknown) => StoredBackend,
  ) {
    this.lockFile = `${file}.lock`;
  }

  configure = this.shared("configure");
  create = this.shared("create");
  read = this.shared("read");
  update = this.shared("update");
  delete = this.shared("delete");
  find = this.shared("find");
  readData = this.shared("readData");

  private shared<Name extends keyof Backend>(name: Name): Backend[Name] {
    const call = (...args: readonly unknown[]): Promise<unknown> => {
      // One at a time inside this process: waiting for a promise is cheaper than looking at the lock.
      const next = this.last.then(() => this.locked((backend) => perform(backend, name, args)));
      this.last = next.catch(() => undefined);
      return next;
    };
    return call as Backend[Name];
  }

  private async locked(run: (backend: Backend) => Promise<unknown>): Promise<unknown> {
    await takeLock(this.lockFile);
    try {
      const backend = this.restore(
        fs.existsSync(this.file) ? JSON.parse(fs.readFileSync(this.file, "utf8")) : undefined,
      );
      try {
        return await run(backend);
      } finally {
        // After a refusal too: the log of the world has one more entry.
        const temporary = `${this.file}.${process.pid}`;
        fs.writeFileSync(temporary, JSON.stringify(backend));
        fs.renameSync(temporary, this.file);
      }
    } finally {
      fs.rmSync(this.lockFile, { force: true });
    }
  }
}

function perform(backend: Backend, name: keyof Backend, args: readonly unknown[]): Promise<unknown> {
  const method = backend[name] as (...args: readonly unknown[]) => Promise<unknown>;
  return method.apply(backend, [...args]);
}

async function takeLock(file: string): Promise<void> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    removeIfAbandoned(file);
    await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
  }
}

/** A process that was killed leaves its lock behind. */
function removeIfAbandoned(file: string): void {
  try {
    const owner = Number(fs.readFileSync(file, "utf8"));
    // An empty file is a lock whose owner is about to write its number.
    if (owner > 0 && !isAlive(owner)) {
      fs.rmSync(file, { force: true });
    }
  } catch {
    // Released in the meantime.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
