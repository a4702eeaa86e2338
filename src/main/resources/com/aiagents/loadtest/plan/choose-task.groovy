// Runs before each think time: clears what the last task left, then draws the next task by weight.
import java.util.concurrent.ThreadLocalRandom

// JMeter's variables outlive their sample, and an unset one is written to the JTL as the text null
vars.put('ticket_id', '')
vars.put('job_id', '')
vars.remove('webhook')

if (props.getProperty('stop')) {
    ctx.getThread().stop()
    return
}
int total = 0
for (word in args) {
    total += Integer.parseInt(word.substring(word.indexOf('=') + 1))
}
int drawn = ThreadLocalRandom.current().nextInt(total)
for (word in args) {
    drawn -= Integer.parseInt(word.substring(word.indexOf('=') + 1))
    if (drawn < 0) {
        vars.put('task', word.substring(0, word.indexOf('=')))
        break
    }
}
