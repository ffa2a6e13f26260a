// Looking around with fingers: one moves the drawing, two bring it nearer. (The drawing library knows only a mouse.)

export function followFingers(stage, canvas) {
  const fingers = new Map();
  const lift = ({ pointerId }) => fingers.delete(pointerId);

  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  stage.addEventListener("pointermove", (event) => {
    const was = fingers.get(event.pointerId);
    if (!was) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (!other) {
      canvas.scroll({ dx: now.x - was.x, dy: now.y - was.y });
      return;
    }
    const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y);
    const { left, top } = stage.getBoundingClientRect();
    const middle = { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top };
    if (apart(was) > 0) canvas.zoom(Math.min(2, Math.max(0.2, (canvas.zoom() * apart(now)) / apart(was))), middle);
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, lift);
}
