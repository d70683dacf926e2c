// Opens Streamlit's socket and asks for the page while Streamlit's scripts still load; what the server answers waits here. Streamlit then
// finds its socket open and its question asked. A question that differs by a byte from the one asked here goes out as always: a Streamlit
// that asks otherwise comes later, not wrong.
(() => {
  // Who has not been here before waits for the scripts, and answers would come before them. The cookie also says who signed in.
  const xsrf = document.cookie.match(/(?:^|; )_streamlit_xsrf=([^;]*)/)?.[1];
  const look = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? '"System"';
  // In a frame, or with a look that was chosen by hand, Streamlit asks with more than stands here.
  if (!xsrf || window !== parent || look !== '"System"' || /[?&]embed/.test(location.search)) return;

  // The question is a BackMsg as protobuf writes it: a rerun_script with query, page and what Streamlit tells of the reader.
  const varint = (number) => {
    const bytes = [];
    let rest = BigInt.asUintN(64, BigInt(number));
    do {
      bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
      rest >>= 7n;
    } while (rest);
    return bytes;
  };
  const field = (place, bytes) => [place * 8 + 2, ...varint(bytes.length), ...bytes];
  const text = (place, words) => field(place, new TextEncoder().encode(words));
  const given = (place, words) => (words ? text(place, words) : []);
  const question = () => {
    const reader = [
      ...text(1, Intl.DateTimeFormat().resolvedOptions().timeZone),
      ...[16, ...varint(new Date().getTimezoneOffset())],
      ...text(3, navigator.language),
      ...text(4, location.origin + location.pathname),
      ...[40, 0],
      ...text(6, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
    ];
    const page = [...given(1, location.search.slice(1)), ...field(2, []), ...given(4, location.pathname.slice(1))];
    return Uint8Array.from(field(11, [...page, ...field(8, reader)]));
  };

  const Native = WebSocket;
  const place = `${location.origin.replace("http", "ws")}/_stcore/stream`;
  const socket = new Native(place, ["streamlit", xsrf]);
  const kept = [];
  const keep = (event) => kept.push(event.data);
  let asked = [];
  const ask = () => Native.prototype.send.call(socket, (asked = question()));
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", ask, { once: true });
  socket.addEventListener("message", keep);
  socket.send = (first) => {
    delete socket.send;
    if (first.length !== asked.length || first.some((byte, at) => byte !== asked[at])) socket.send(first);
  };
  const handOver = () => {
    socket.removeEventListener("message", keep);
    if (socket.readyState !== Native.OPEN) return; // its own events follow
    socket.dispatchEvent(new Event("open"));
    for (const data of kept) socket.dispatchEvent(new MessageEvent("message", { data }));
  };
  window.WebSocket = function (to, protocols) {
    window.WebSocket = Native;
    if (to === place && protocols.length === 2 && socket.readyState < Native.CLOSING) {
      queueMicrotask(handOver); // once it listens
      return socket;
    }
    socket.close();
    return new Native(to, protocols);
  };
})();
