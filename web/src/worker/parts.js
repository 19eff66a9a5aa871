// The parts of a guest that are loaded only when something in them is called, as web/tools/split makes them. A call cannot wait, so
// they are loaded synchronously, as workers may; where that cannot be, all of them before the guest.
const SECTION = 'strait.parts';
const NAMESPACE = 'part:';

/** A part could not be loaded; the guest cannot go on without. */
export class PartError extends Error {
  name = 'PartError';
}

export class Parts {
  /** The address of each part, by its name. @type {Map<string, string>} */
  #addresses;
  /** @type {Map<string, WebAssembly.Module>} */
  #loaded = new Map();

  /**
   * @param {WebAssembly.Module} guest whose parts these are
   * @param {string} url of the guest: its parts lie beside it
   */
  static async of(guest, url) {
    const parts = new Parts(guest, url);
    if (globalThis.XMLHttpRequest === undefined) await parts.#loadAll();
    return parts;
  }

  /** Use {@link Parts.of}. */
  constructor(guest, url) {
    const [list] = WebAssembly.Module.customSections(guest, SECTION);
    const files = list === undefined ? {} : JSON.parse(new TextDecoder().decode(list));
    this.#addresses = new Map(Object.entries(files).map(([part, file]) => [part, new URL(file, url).href]));
  }

  /**
   * The imports that stand for functions of parts. The first call of one puts the functions of its part in the places of all of
   * them in the guest's table.
   *
   * @param {WebAssembly.Module} guest
   * @param {() => WebAssembly.Exports} exports those of the guest's instance
   */
  imports(guest, exports) {
    const imports = {};
    for (const { module, name } of WebAssembly.Module.imports(guest)) {
      if (!module.startsWith(NAMESPACE)) continue;
      imports[module] ??= {};
      imports[module][name] = (...values) => {
        const table = tableOf(exports());
        const place = Number(name);
        const placeholder = table.get(place);
        this.#instantiate(module.slice(NAMESPACE.length), exports());
        const wanted = table.get(place);
        if (wanted === placeholder) throw new PartError(`the part ${module} of the guest does not fit it`);
        return wanted(...values);
      };
    }
    return imports;
  }

  #instantiate(part, exports) {
    let module = this.#loaded.get(part);
    if (module === undefined) {
      module = this.#load(part);
      this.#loaded.set(part, module);
    }
    return new WebAssembly.Instance(module, { guest: exports });
  }

  #load(part) {
    const address = this.#addresses.get(part);
    const request = new XMLHttpRequest();
    request.open('GET', address, false);
    request.responseType = 'arraybuffer';
    try {
      request.send();
    } catch (error) {
      throw new PartError(`cannot load ${address}, a part of the guest: ${error.message}`);
    }
    const { status } = request;
    if (status !== 200) throw new PartError(`cannot load ${address}, a part of the guest: the server answered with status ${status}`);
    return new WebAssembly.Module(request.response);
  }

  async #loadAll() {
    const load = async ([part, address]) => {
      const response = await fetch(address);
      if (!response.ok) throw new PartError(`cannot load ${address}, a part of the guest: the server answered with status ${response.status}`);
      this.#loaded.set(part, await WebAssembly.compile(await response.arrayBuffer()));
    };
    await Promise.all([...this.#addresses].map(load));
  }
}

/** @returns {WebAssembly.Table} */
function tableOf(exports) {
  return Object.values(exports).find((value) => value instanceof WebAssembly.Table);
}
