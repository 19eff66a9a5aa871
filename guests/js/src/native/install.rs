//! Builds the `native` object and takes the hooks of the standard library.

use rquickjs::{Ctx, Function, Module, Object, Persistent, Result, Value, function::IntoJsFunc};

use super::{
    certificate, cipher, commonjs, compression, derive, digest, event_source, headers, host, http, inspect, network,
    secure, system, text, text_decoder, udp, url, web_socket,
};
use crate::{
    engine::{self, Hooks},
    jobs, loader,
};

/// The global that lib/native.js takes `native` from; gone when the library is installed.
const GLOBAL: &str = "__strait";

/// Defines the `native` object for the library's evaluation.
pub(crate) fn install(ctx: &Ctx<'_>) -> Result<()> {
    let native = Natives { ctx, object: Object::new(ctx.clone())? };
    calls(&native)?;
    conversions(&native)?;
    algorithms(&native)?;
    native.object.set("start", Object::new(ctx.clone())?)?;
    native.define("install", accept_hooks)?;
    ctx.globals().set(GLOBAL, native.object)?;
    let math: Object<'_> = ctx.globals().get("Math")?;
    math.set("random", Function::new(ctx.clone(), system::random_number)?.with_name("random")?)
}

struct Natives<'a, 'js> {
    ctx: &'a Ctx<'js>,
    object: Object<'js>,
}

impl<'js> Natives<'_, 'js> {
    fn define<P>(&self, name: &str, function: impl IntoJsFunc<'js, P> + 'js) -> Result<()> {
        self.object.set(name, Function::new(self.ctx.clone(), function)?.with_name(name)?)
    }
}

fn calls(native: &Natives<'_, '_>) -> Result<()> {
    native.define("sleep", network::sleep)?;
    native.define("tcpConnect", network::tcp_connect)?;
    native.define("tcpListen", network::tcp_listen)?;
    native.define("tcpAccept", network::tcp_accept)?;
    native.define("startTls", secure::start_tls)?;
    native.define("acceptTls", secure::accept_tls)?;
    native.define("tcpOptions", secure::tcp_options)?;
    native.define("udpBind", udp::bind)?;
    native.define("udpReceive", udp::receive)?;
    native.define("udpSend", udp::send)?;
    native.define("udpConnect", udp::connect)?;
    native.define("udpOptions", udp::options)?;
    native.define("dnsResolve", network::dns_resolve)?;
    native.define("inputOpen", network::input_open)?;
    native.define("streamOpen", network::stream_open)?;
    native.define("streamRead", network::stream_read)?;
    native.define("streamWrite", network::stream_write)?;
    native.define("streamShutdown", network::stream_shutdown)?;
    native.define("close", network::close)?;
    native.define("httpSend", http::send)?;
    native.define("httpSendForConnection", http::send_for_connection)?;
    native.define("httpSwitch", http::switch)?;
    native.define("httpListen", http::listen)?;
    native.define("httpServe", http::serve)?;
    native.define("httpTrailers", http::trailers)?;
    native.define("httpRespond", http::respond)?;
    native.define("wsConnect", web_socket::connect)?;
    native.define("wsUpgrade", web_socket::upgrade)?;
    native.define("wsReceive", web_socket::receive)?;
    native.define("wsSend", web_socket::send)?;
    native.define("wsPing", web_socket::ping)?;
    native.define("wsClose", web_socket::close)?;
    native.define("sseConnect", event_source::connect)?;
    native.define("sseReceive", event_source::receive)?;
    native.define("signalReceive", network::signal_receive)?;
    native.define("hostCall", host::host_call)?;
    native.define("hostReceive", host::host_receive)?;
    native.define("cancel", super::cancel)?;
    native.define("setRef", super::set_ref)?;
    native.define("exit", super::exit)?;
    native.define("needTick", super::need_tick)?;
    native.define("drain", jobs::drain)?;
    native.define("enqueueMicrotask", jobs::enqueue_microtask)?;
    native.define("write", system::write_output)?;
    native.define("clock", system::now)?;
    native.define("cpuTime", system::cpu_time)?;
    native.define("random", system::random)
}

fn conversions(native: &Natives<'_, '_>) -> Result<()> {
    native.define("utf8Encode", text::utf8_encode)?;
    native.define("utf8Decode", text::utf8_decode)?;
    native.define("utf8Length", text::utf8_length)?;
    native.define("latin1Encode", text::latin1_encode)?;
    native.define("latin1Decode", text::latin1_decode)?;
    native.define("base64Encode", text::base64_encode)?;
    native.define("base64Decode", text::base64_decode)?;
    native.define("hexEncode", text::hex_encode)?;
    native.define("encodingName", text_decoder::encoding_name)?;
    native.define("decoderNew", text_decoder::decoder_new)?;
    native.define("urlParse", url::parse)?;
    native.define("urlSet", url::set)?;
    native.define("domainToASCII", url::domain_to_ascii)?;
    native.define("domainToUnicode", url::domain_to_unicode)?;
    native.define("formEncode", url::form_encode)?;
    native.define("formParse", url::form_parse)?;
    native.define("parseHeaders", headers::parse_headers)?;
    native.define("findHeader", headers::find_header)?;
    native.define("headerLine", headers::header_line)?;
    native.define("isToken", headers::is_token_text)?;
    native.define("parseCertificate", certificate::parse)?;
    native.define("requireModule", commonjs::require_module)?;
    native.define("compileCommonJs", commonjs::compile)?;
    native.define("importNamespace", commonjs::import_namespace)?;
    native.define("promiseState", inspect::promise_state)?;
    native.define("proxyDetails", inspect::proxy_details)?;
    native.define("className", inspect::class_name)
}

fn algorithms(native: &Natives<'_, '_>) -> Result<()> {
    native.define("hashNew", digest::hash_new)?;
    native.define("hmacNew", digest::hmac_new)?;
    native.define("constantTimeEqual", digest::constant_time_equal)?;
    native.define("pbkdf2", derive::pbkdf2)?;
    native.define("hkdf", derive::hkdf)?;
    native.define("scrypt", derive::scrypt)?;
    native.define("cipherNew", cipher::cipher_new)?;
    native.define("deflateNew", compression::deflate_new)?;
    native.define("inflateNew", compression::inflate_new)?;
    native.define("crc32", compression::crc32)
}

/// `native.install(hooks)`: the library's last act.
fn accept_hooks<'js>(ctx: Ctx<'js>, hooks: Object<'js>) -> Result<()> {
    let hook = |name: &str| -> Result<Persistent<Function<'static>>> {
        Ok(Persistent::save(&ctx, hooks.get::<_, Function<'js>>(name)?))
    };
    let native: Object<'js> = ctx.globals().get(GLOBAL)?;
    engine::set_hooks(Hooks {
        make_error: hook("makeError")?,
        run_ticks: hook("runTicks")?,
        uncaught: hook("uncaught")?,
        format_error: hook("formatError")?,
        before_exit: hook("beforeExit")?,
        at_exit: hook("atExit")?,
        run_main_common_js: hook("runMainCommonJs")?,
        require: hook("require")?,
        start: Persistent::save(&ctx, native.get::<_, Object<'js>>("start")?),
    });
    for entry in hooks.get::<_, Object<'js>>("modules")?.props::<String, Object<'js>>() {
        let (name, exports) = entry?;
        declare_built_in(&ctx, &name, exports)?;
    }
    ctx.globals().remove(GLOBAL)
}

/// Declares and evaluates the module of a built-in, so that importing it later finds it loaded.
///
/// An export that is an accessor, such as `process.argv`, has no value before a script starts: its binding is filled in when a
/// script imports the module.
fn declare_built_in<'js>(ctx: &Ctx<'js>, name: &str, exports: Object<'js>) -> Result<()> {
    /// Hands the exports to the module's source, and takes its function that fills in the late ones; gone when it has run.
    const HANDOVER: &str = "__module";
    let mut source = format!("const handover = globalThis.{HANDOVER}, {{ exports }} = handover;");
    let mut late = String::new();
    for (index, key) in exports.keys::<String>().enumerate() {
        let key = key?;
        let literal = loader::quote(ctx, &key)?;
        if is_accessor(ctx, &exports, &key)? {
            source.push_str(&format!("let e{index}; export {{ e{index} as {literal} }};"));
            late.push_str(&format!("e{index} = exports[{literal}];"));
        } else {
            source.push_str(&format!("const e{index} = exports[{literal}]; export {{ e{index} as {literal} }};"));
        }
    }
    if !late.is_empty() {
        source.push_str(&format!("handover.fill = () => {{ {late} }};"));
    }
    let handover = Object::new(ctx.clone())?;
    handover.set("exports", exports)?;
    ctx.globals().set(HANDOVER, handover.clone())?;
    let (_, promise) = Module::declare(ctx.clone(), loader::built_in_name(name), source)?.eval()?;
    promise.finish::<Value<'js>>()?;
    ctx.globals().remove(HANDOVER)?;
    let fill: Option<Function<'js>> = handover.get("fill")?;
    loader::register_built_in(name, fill.map(|fill| Persistent::save(ctx, fill)));
    Ok(())
}

fn is_accessor<'js>(ctx: &Ctx<'js>, object: &Object<'js>, key: &str) -> Result<bool> {
    let constructor: Object<'js> = ctx.globals().get("Object")?;
    let describe: Function<'js> = constructor.get("getOwnPropertyDescriptor")?;
    let descriptor: Object<'js> = describe.call((object.clone(), key))?;
    descriptor.contains_key("get")
}
