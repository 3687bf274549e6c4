"""The API of ratings: whether the latest answer of a conversation helped. No words are taken."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.conversation.incoming import conversation_of
from assistant.unanswered.rating import Ratings
from connectors.web.admission import admit_address
from connectors.web.api import CHANNEL, ConversationId

router = APIRouter(prefix="/api/v1", tags=["conversation"])


class Rating(BaseModel):
    """What the resident thinks of the latest answer."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"helpful": True}]})

    helpful: bool


@router.post("/conversations/{conversation}/ratings", status_code=204)
async def post_rating(conversation: ConversationId, rating: Rating, request: Request) -> None:
    """Rate the latest answer of this conversation; the last rating counts. 404 when there is no
    answer of the last day, or an officer answers.
    """
    admit_address(request)
    ratings: Ratings = request.app.state.parts.stores.turn_ratings
    own = conversation_of(CHANNEL, conversation)
    if not await ratings.rate(own, now(), helpful=rating.helpful):
        raise HTTPException(404, "no answer to rate")
