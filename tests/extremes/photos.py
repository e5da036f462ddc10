"""Draws the photos of this site: hills at dusk, so that nobody's picture is needed. Run: python3 photos.py (needs Pillow, numpy)."""
import numpy as np
from PIL import Image

def hills(width, height, seed, sky, land):
    rng = np.random.default_rng(seed)
    y = np.linspace(0, 1, height)[:, None, None]
    image = np.array(sky[0])[None, None] * (1 - y) + np.array(sky[1])[None, None] * y
    image = np.repeat(image, width, axis=1)
    x = np.linspace(0, 1, width)
    for layer in range(5):
        ridge = 0.42 + 0.11 * layer
        for wave in range(1, 6):
            ridge = ridge + rng.normal() * 0.05 / wave * np.sin(2 * np.pi * wave * x + rng.uniform(0, 6))
        mask = np.linspace(0, 1, height)[:, None] > ridge[None, :]
        shade = np.array(land[0]) * (1 - layer / 4) + np.array(land[1]) * (layer / 4)
        image[mask] = shade
    return Image.fromarray(np.clip(image + rng.normal(0, 1.5, image.shape), 0, 255).astype("uint8"))

def gps(image, orientation):
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "A phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (19.0, 48.0, 27.0), 3: "E", 4: (105.0, 46.0, 35.0)})
    return exif

dusk = hills(1600, 1067, 3, [(38, 70, 120), (250, 190, 130)], [(120, 120, 150), (20, 35, 50)])
dusk.save("content/media/doi-nui.jpg", quality=72, exif=gps(dusk, 1))
# Held upright: stored lying, to be turned by a quarter to the right.
tall = hills(900, 1200, 8, [(200, 220, 235), (255, 240, 220)], [(150, 180, 160), (30, 70, 55)])
turned = tall.rotate(90, expand=True)
turned.save("content/news/dung-doc/anh-dung.jpg", quality=70, exif=gps(turned, 6))
hills(700, 420, 5, [(90, 60, 90), (240, 160, 120)], [(140, 90, 100), (40, 25, 45)]).save("content/media/nho.jpg", quality=70)
clear = Image.new("RGBA", (320, 320), (0, 0, 0, 0))
clear.paste((18, 67, 109, 255), (60, 60, 260, 260))
clear.save("content/media/trong-suot.png")
hills(2400, 300, 6, [(30, 50, 80), (220, 200, 180)], [(90, 110, 120), (15, 25, 35)]).save("content/media/bang-rong.jpg", quality=60)
