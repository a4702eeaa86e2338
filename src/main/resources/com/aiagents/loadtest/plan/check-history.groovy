// The answer must be a JSON array that is no longer than the limit that was asked for.
// With the parameter compile-only there is no answer yet.
import groovy.json.JsonSlurper

if (!('compile-only' in args) && prev.isSuccessful()) {
    int limit = args[0] as int
    try {
        def answer = new JsonSlurper().parseText(prev.getResponseDataAsString())
        if (!(answer instanceof List)) {
            AssertionResult.setFailure(true)
            AssertionResult.setFailureMessage('history: found no JSON array')
        } else if (answer.size() > limit) {
            AssertionResult.setFailure(true)
            AssertionResult.setFailureMessage("history: found ${answer.size()} items, allowed at most ${limit}".toString())
        }
    } catch (Exception notJson) {
        AssertionResult.setFailure(true)
        AssertionResult.setFailureMessage('history: found no JSON')
    }
}
