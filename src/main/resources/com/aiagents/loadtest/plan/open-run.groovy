// Runs once before the first user. A run that cannot be a proof is refused here, before anything is sent.
import groovy.json.JsonOutput
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.time.Instant
import javax.crypto.Mac
import org.apache.jmeter.gui.GuiPackage
import org.apache.jmeter.services.FileServer

def refuse = { String why ->
    // a failed sample, so that the reason stands in the JTL, and the thread group then stops the test
    SampleResult.setSuccessful(false)
    SampleResult.setResponseCode('refused')
    SampleResult.setResponseMessage(why)
    log.error('The run was refused: ' + why)
    System.err.println('load test refused: ' + why)
    if (System.getProperty('asked') != null && GuiPackage.getInstance() == null) {
        // JMeter of its own ends with 0 whatever happened, and Maven would report a success
        System.exit(1)
    }
}

if (!System.getenv('LOAD_TEST_WEBHOOK_SECRET')) {
    refuse('the environment variable LOAD_TEST_WEBHOOK_SECRET is not set: no webhook can be signed')
    return
}
// a first signature takes a moment: not one of the load
Mac.getInstance('HmacSHA256')
// Maven hands -D values to jmeter:jmeter as one text, but only jmeter:configure makes JMeter properties of them:
// a load that goes elsewhere than asked, or has another size, is not started
String asked = System.getProperty('asked')
if (asked && !props.getProperty('control')) {
    for (word in asked.tokenize('|')) {
        int equals = word.indexOf('=')
        String name = word.substring(0, equals)
        String value = word.substring(equals + 1)
        String configured = props.getProperty(name, '')
        if (value != configured) {
            refuse("${name}: asked for '${value}', but JMeter was configured with '${configured}': run "
                    + "mvn jmeter:configure@configuration jmeter:jmeter with the same -D options")
            return
        }
    }
}
if (vars.get('host').contains('/')) {
    refuse("host: found '${vars.get('host')}', allowed is a host name; scheme and port are properties of their own")
    return
}

// The launcher stops a run gracefully, or changes it, by a file that it writes: JMeter's own Shutdown cuts requests in flight.
String control = props.getProperty('control')
if (control) {
    File file = new File(control)
    Thread.startDaemon('load-test control') {
        long seen = 0
        while (true) {
            if (file.lastModified() > seen) {
                seen = file.lastModified()
                def changed = new Properties()
                file.withReader('UTF-8') { changed.load(it) }
                props.putAll(changed)
                log.info('Changed by the launcher: ' + changed)
            }
            sleep(300)
        }
    }
}

// A run by plain Maven or the GUI writes its own run.json; the launcher's runs have one already.
File folder = null
String jtl = null
if (GuiPackage.getInstance() != null) {
    folder = new File(vars.get('jtl')).parentFile
    jtl = 'samples.jtl'
} else if (System.getProperty('results.dir')) {
    folder = new File(System.getProperty('results.dir'))
    jtl = FileServer.getFileServer().getScriptName().replaceFirst(/\.jmx$/, '.csv')
}
if (folder != null && !control) {
    if (new File(folder, 'run.json').exists()) {
        refuse("results folder ${folder}: found the run.json of an earlier run, needed is a folder of its own")
        return
    }
    def words = args as List
    // a warm-up of 30/300 is 30 s of 300 s: it scales with the duration, as the launcher does it
    def warmUp = words[2].split('/')
    int seconds = warmUp.length == 1 ? warmUp[0] as int
            : Math.round((warmUp[0] as double) * (words[3] as int) / (warmUp[1] as int))
    int reached = 0
    def profile = words[4].split(';').collect {
        def (name, length, from, to) = it.split(':') as List
        int begin = reached
        reached += length as int
        [name: name, fromSeconds: begin, toSeconds: reached, usersFrom: from as int, usersTo: to as int]
    }
    def run = [schema: 1, run: vars.get('run'), scenario: words[0], state: 'running', startedBy: 'plan',
               startedAt: Instant.now().toString(), endedAt: null,
               target: [name: vars.get('host'), tenant: vars.get('tenant'),
                        url: "${vars.get('scheme')}://${vars.get('host')}:${vars.get('port')}".toString()],
               load: [users: words[1] as int, warmUpSeconds: seconds, durationSeconds: words[3] as int,
                      thinkTimeMillis: (vars.get('think_min') as int) + (vars.get('think_range') as int),
                      thinkTimeShortestMillis: vars.get('think_min') as int, profile: profile,
                      mix: words.drop(5).collectEntries { it.split('=') as List }.collectEntries { k, w -> [k, w as int] }],
               samples: jtl]
    folder.mkdirs()
    File beside = new File(folder, '.run.json.new')
    beside.setText(JsonOutput.prettyPrint(JsonOutput.toJson(run)) + '\n', 'UTF-8')
    Files.move(beside.toPath(), new File(folder, 'run.json').toPath(), StandardCopyOption.ATOMIC_MOVE)
    props.put('run.json.own', new File(folder, 'run.json').absolutePath)
}
SampleResult.setIgnore()
// Agents of a distributed run begin together: each waits here until the last one is ready.
(props.get('start.gate') as Runnable)?.run()
