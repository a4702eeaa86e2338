// The answer must be a JSON array that is no longer than the limit that was asked for.
// Before the load it is only compiled.
import groovy.json.JsonSlurper

if (binding.hasVariable('AssertionResult') && prev.isSuccessful()) {
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
