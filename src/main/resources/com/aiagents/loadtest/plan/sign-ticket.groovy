// Writes the next ticket as compact JSON and signs exactly the bytes that are sent. With the parameter compile-only it
// numbers no ticket and leaves no variable.
import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.time.Instant
import java.util.concurrent.atomic.AtomicLong
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import org.apache.jorphan.util.JMeterError

@CompileStatic
class Webhook {
    private static final char[] HEX = '0123456789abcdef'.toCharArray()

    static StringBuilder text(StringBuilder json, String name, String value) {
        json.append(json.length() == 1 ? '"' : ',"').append(name).append('":"')
        for (int i = 0; i < value.length(); i++) {
            int c = (int) value.charAt(i)
            if (c == 34 || c == 92) { // quote and backslash
                json.append('\\').append((char) c)
            } else if (c == 10) {
                json.append('\\n')
            } else if (c == 13) {
                json.append('\\r')
            } else if (c == 9) {
                json.append('\\t')
            } else if (c < 32) {
                json.append('\\u00').append(HEX[c >> 4]).append(HEX[c & 15])
            } else {
                json.append((char) c)
            }
        }
        return json.append('"')
    }

    static String sign(Mac mac, String body) {
        byte[] digest = mac.doFinal(body.getBytes(StandardCharsets.UTF_8))
        StringBuilder hex = new StringBuilder(digest.length * 2)
        for (byte b : digest) {
            hex.append(HEX[(b >> 4) & 15]).append(HEX[b & 15])
        }
        return hex.toString()
    }
}

if ('compile-only' in args) {
    Mac first = Mac.getInstance('HmacSHA256')
    first.init(new SecretKeySpec(new byte[32], 'HmacSHA256'))
    Webhook.sign(first, Webhook.text(new StringBuilder('{'), 'event', 'none').toString())
    return
}
try {
    Mac mac = (Mac) vars.getObject('webhook_mac')
    if (mac == null) {
        String secret = System.getenv('LOAD_TEST_WEBHOOK_SECRET')
        if (!secret) {
            throw new IllegalStateException('the environment variable LOAD_TEST_WEBHOOK_SECRET is not set')
        }
        mac = Mac.getInstance('HmacSHA256')
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), 'HmacSHA256'))
        vars.putObject('webhook_mac', mac)
    }
    String description = vars.get('ticket_description')
    if (!description || description == '<EOF>') {
        throw new IllegalStateException('no ticket could be read from the ticket file')
    }
    // one number for each ticket of this JMeter, whichever user sends it
    AtomicLong numbers = (AtomicLong) props.computeIfAbsent('ticket.numbers', { new AtomicLong() })
    String ticket = vars.get('run') + '-' + numbers.incrementAndGet()
    StringBuilder json = new StringBuilder(description.length() + 400).append('{')
    Webhook.text(json, 'event', 'ticket_created')
    Webhook.text(json, 'ticket_id', ticket)
    Webhook.text(json, 'tenant_id', vars.get('tenant'))
    Webhook.text(json, 'description', description)
    Webhook.text(json, 'priority', vars.get('ticket_priority'))
    Webhook.text(json, 'created_at', Instant.now().toString())
    Webhook.text(json, 'correlation_id', UUID.randomUUID().toString())
    String body = json.append('}').toString()
    vars.put('body', body)
    vars.put('signature', vars.get('signature_form').replace('{hex}', Webhook.sign(mac, body)))
    vars.put('ticket_id', ticket)
    vars.put('last_ticket', ticket)
    // set last: without it the request has no valid path and cannot be sent
    vars.put('webhook', vars.get('path_webhook').replace('{tenant_id}', vars.get('tenant')))
} catch (Throwable problem) {
    // JMeter would log an exception and send the request all the same; an Error ends the user before it sends
    log.error('A webhook could not be signed, the test stops: ' + problem)
    ctx.getEngine().stopTest(true)
    throw new JMeterError('a webhook could not be signed: ' + problem.message)
}
