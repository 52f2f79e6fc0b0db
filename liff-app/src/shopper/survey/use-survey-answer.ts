import { computed, readonly, ref, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { SurveyAnswer } from '../../api/views.ts'
import { useSurvey } from '../loads.ts'

/** One answer to the invitation that waits. Answered before (in the chat, or on another phone) counts as done. */
export function useSurveyAnswer() {
  const survey = useSurvey()
  const score = ref<number>()
  const reason = ref('')
  const sending = ref(false)
  const thanked = ref(false)
  const refusal = shallowRef<ApiProblem>()
  const invitation = computed(() => survey.data.value?.invitation)

  async function send(): Promise<void> {
    if (!invitation.value || score.value === undefined || sending.value) return
    const answer: SurveyAnswer = { score: score.value, reason: reason.value.trim() || null }
    sending.value = true
    refusal.value = undefined
    try {
      await request('POST', '/api/survey/:id/answer', {
        param: { id: invitation.value.id },
        json: answer,
      })
      thanked.value = true
    } catch (thrown) {
      const problem = toProblem(thrown)
      if (problem.kind === 'survey_already_answered') thanked.value = true
      else refusal.value = problem
    } finally {
      sending.value = false
      if (thanked.value) void survey.reload()
    }
  }

  return {
    invitation,
    loaded: computed(() => survey.data.value !== undefined),
    problem: computed(() => refusal.value ?? (survey.data.value ? undefined : survey.problem.value)),
    score,
    reason,
    sending: readonly(sending),
    thanked: readonly(thanked),
    reload: survey.reload,
    send,
  }
}
