import type { RequestHandler } from "express";
import helmet from "helmet";
import { env } from "~/lib/env.server";

const YEAR = 31_536_000; // seconds

/** No inline script or style anywhere, so no nonce is needed; nothing comes from another host. */
const directives = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "frame-src": ["'self'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
  "object-src": ["'none'"],
};

const PERMISSIONS = ["camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** Every answer carries them, errors too. */
export function securityHeaders(): RequestHandler {
  const isSecure = env().baseUrl.startsWith("https:");
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: isSecure ? { ...directives, "upgrade-insecure-requests": [] } : directives },
    // no-referrer would make browsers send “Origin: null” with every plain form
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: isSecure ? { maxAge: YEAR, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    frameguard: { action: "deny" },
  });
  return (request, response, next) => {
    response.setHeader("Permissions-Policy", PERMISSIONS);
    protect(request, response, next);
  };
}
