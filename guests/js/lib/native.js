/**
 * The functions the Rust half of the guest provides. They may be called only once a script has started; the object is
 * taken off the global object right after the library has been evaluated, so scripts never see it.
 */
export const native = globalThis.__strait;
