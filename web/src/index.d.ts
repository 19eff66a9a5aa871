/** Functions of the page that scripts may call. A returned promise is waited for; a rejection raises in the script. */
export type Handlers = Record<string, (...args: any[]) => unknown>;

export interface HostContext {
  /** Hands a text to the script's `receive()`. */
  pushEvent(text: string): void;
  /** Aborts when the worker is disposed. */
  signal: AbortSignal;
  /** Why the rules do not allow an address; nothing if they do. */
  denial(url: URL): string | undefined;
}

export type HostModule = Handlers | ((context: HostContext) => Handlers);
/** An import, as a loader sees it. */
export interface ImportedModule {
  /** What the script wrote. */
  readonly specifier: string;
  /** The name of the module that wrote it, an address. */
  readonly referrer: string;
  /** The address that it stands for, if it stands for one. */
  readonly url?: string;
  /** The SHA-256 that it is pinned to, if it is. */
  readonly pin?: string;
  readonly language: Language;
}

export interface LoaderContext {
  /** The bytes at an address, the module's own unless given, under the rules of the worker and with its cache. */
  fetch(address?: string): Promise<Uint8Array>;
}

/** What the modules of `loaders` export, by these names or as an object that is their default. They run in the worker. */
export interface Loader {
  /** Whether it loads the module; the first that does is asked for it. */
  match(module: ImportedModule): boolean | Promise<boolean>;
  /** The module: a text in the script's language, or functions that scripts may call. */
  load(module: ImportedModule, context: LoaderContext): string | Handlers | Promise<string | Handlers>;
}

export type Language = 'python' | 'javascript';

export interface Limits {
  /** Bytes, or a text such as `'64M'`; 256 MiB unless given. */
  memory?: number | string;
  /** Time the script may compute: milliseconds, or a text such as `'10s'`. */
  cpuTime?: number | string;
  /** Time the script may take, waiting included: milliseconds, or a text such as `'30s'`. */
  timeout?: number | string;
}

export interface WorkerOptions extends Limits {
  /** Of scripts that do not say; otherwise by the name of `entry`, otherwise Python. */
  language?: Language;
  /** The name of the file that will be run: only its extension counts. */
  entry?: string;
  /**
   * What scripts may reach: `true` or an empty list for everything, otherwise rules as `--allow-net` takes them. Nothing unless
   * given; a host module `network` that the page registers is not bound by rules that are not given.
   */
  allowNet?: boolean | string | string[];
  /** Host modules by name, made at once. */
  mainThreadModules?: Record<string, HostModule>;
  /** Addresses of host modules by name, each imported when a script first names it. */
  hostModules?: Record<string, string>;
  /** The same, as pages for older engines have it. */
  systemModules?: Record<string, string>;
  /** Addresses of scripts' modules by name. */
  imports?: Record<string, string>;
  /** Addresses of ES modules that are loaders, see {@link Loader}. */
  loaders?: (string | URL)[];
  /**
   * `false`: names are those that `imports`, `packages` and host modules declare. Nothing undeclared is looked for beside the
   * program, and the guest's own `network` is not there.
   */
  defaults?: boolean;
  /** The address of a manifest with `imports` and `host`. */
  packages?: string | URL;
  /**
   * Whether modules of other origins, and those with a pin, are kept in IndexedDB from one page to the next, and locked to what
   * they were; true unless given.
   */
  integrity?: boolean;
  /** What is kept belongs to this version of the page: under another one it is forgotten. */
  version?: string | null;
  /** Where the guests are; by language, or of the only one. */
  wasmUrl?: string | URL | Partial<Record<Language, string | URL>>;
}

export interface RunOptions extends Limits {
  language?: Language;
  /** The name of the script in tracebacks; its extension tells the language. */
  file?: string;
  /** The folder that the script's imports are relative to; that of the page unless given. */
  baseUrl?: string | URL;
  /** A folder, seen from `baseUrl`. */
  entryDir?: string | URL;
  arguments?: string[];
  environment?: Record<string, string>;
  /** The standard input: a text, bytes, or lines without their ends. */
  input?: string | Uint8Array | string[];
}

export interface RunResult {
  /** The script's own; 1 after an uncaught error, 121 to 125 and 130 when it was stopped. */
  exitCode: number;
  /** The end of what it wrote to standard error, the traceback of an uncaught error among it. */
  out: string;
  /** How long it ran. */
  ms: number;
  /** What stopped it. */
  limit?: 'cpu-time' | 'memory' | 'stack' | 'output' | 'timeout' | 'stopped';
}

/** A task of a Python script, or a coroutine that has none yet. */
export interface TaskView {
  state: 'running' | 'ready' | 'waiting' | 'new' | 'suspended';
  /** `sleep`, `event`, `task NAME`, `call NAME` (of the host), or `wake`: that another task wakes it. */
  waitsFor?: string;
  /** The qualified name of the function it began with. */
  function: string;
  /** The number of the instruction in that function at which it is. */
  ip: number;
  /** That function and those it called, the innermost last. */
  frames: { function: string; file: string; line: number; ip: number }[];
}

export declare class StraitWorker {
  private constructor();
  readonly ready: Promise<void>;
  /** How long it took to load the guest, in milliseconds. */
  readonly loadMs: number;
  /** Whether modules are kept from one page to the next; where they cannot be, the console says why. */
  readonly integrityActive: boolean;
  run(source: string, options?: RunOptions): Promise<RunResult>;
  stop(): Promise<void>;
  pause(): Promise<boolean>;
  resume(): Promise<void>;
  saveState(): Promise<Uint8Array>;
  restoreState(state: Uint8Array, options?: { language?: Language }): Promise<RunResult>;
  stateGlobals(): Promise<Record<string, string>>;
  stateStack(): Promise<TaskView[]>;
  setPreemptInterval(steps: number): Promise<void>;
  pushEvent(text: string): void;
  onOutput(callback: (text: string) => void): () => void;
  onError(callback: (text: string) => void): () => void;
  reset(): Promise<void>;
  clearCache(): Promise<void>;
  dispose(): void;
}

export declare function createWorker(options?: WorkerOptions): Promise<StraitWorker>;

/** A rule of `allowNet` that cannot be read. */
export declare class RuleError extends Error {}
