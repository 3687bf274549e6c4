// What came with the page: where it stands, the rules of the screen, the tiles.

const data = JSON.parse(document.getElementById("kiosk-data").textContent);

export const office = data.office;
export const settings = data.settings;
export const events = data.events;
