// Two soft tones when somebody waits. Made here: there is no sound file. Each officer's own switch.

const KEPT = "desk.bell";
let context = null;

const isOn = () => localStorage.getItem(KEPT) !== "off";

export const bell = {
  /** The switch on the page. Browsers play nothing before somebody has touched the page. */
  show(button) {
    const draw = () => {
      button.textContent = isOn() ? button.dataset.on : button.dataset.off;
      button.setAttribute("aria-pressed", String(isOn()));
    };
    button.hidden = !window.AudioContext;
    button.addEventListener("click", () => {
      localStorage.setItem(KEPT, isOn() ? "off" : "on");
      draw();
      if (isOn()) this.ring();
    });
    const wake = () => { context ??= new AudioContext(); context.resume(); };
    if (window.AudioContext) {
      addEventListener("pointerdown", wake, { once: true });
      addEventListener("keydown", wake, { once: true });
    }
    draw();
  },

  ring() {
    document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang ?? 0) + Number(isOn()));
    if (!isOn() || context?.state !== "running") return;
    [[0, 660], [0.18, 880]].forEach(([after, pitch]) => tone(context.currentTime + after, pitch));
  },
};

function tone(at, pitch) {
  const swell = context.createGain();
  swell.gain.setValueAtTime(0, at);
  swell.gain.linearRampToValueAtTime(0.2, at + 0.02);
  swell.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  swell.connect(context.destination);
  const voice = context.createOscillator();
  voice.frequency.value = pitch;
  voice.connect(swell);
  voice.start(at);
  voice.stop(at + 0.4);
}
