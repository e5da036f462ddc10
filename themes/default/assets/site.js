// Only for comfort: every page works without this file.
(function () {
  "use strict";
  // Opened from a folder, a browser shows the folder for an address that ends in a slash.
  if (location.protocol !== "file:") return;
  for (const link of document.querySelectorAll("a[href]")) {
    const [path, anchor] = link.getAttribute("href").split("#");
    if (path.endsWith("/") && !path.includes(":")) {
      link.setAttribute("href", path + "index.html" + (anchor ? "#" + anchor : ""));
    }
  }
})();
