"""A scoring service as one writes it in Python, without a model: what ours is measured beside.

`make bench ONLY=service` runs it by uvicorn.
"""

from typing import List, Literal, Union

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Customer(BaseModel):
    RowNumber: int = 0
    CustomerId: int
    Surname: str = ""
    CreditScore: int = Field(ge=300, le=900)
    Geography: str = Field(min_length=1)
    Gender: str = Field(min_length=1)
    Age: int = Field(ge=18, le=120)
    Tenure: int = Field(ge=0)
    Balance: float = Field(ge=0)
    NumOfProducts: int = Field(ge=1)
    HasCrCard: Literal[0, 1]
    IsActiveMember: Literal[0, 1]
    EstimatedSalary: float = Field(ge=0)
    Exited: Union[Literal[0, 1], None] = None


class Score(BaseModel):
    customerId: int
    score: float
    prediction: int
    modelVersion: str
    modelSha256: str


def scored(customer):
    return Score(
        customerId=customer.CustomerId,
        score=0.5,
        prediction=0,
        modelVersion="v000001",
        modelSha256="0" * 64,
    )


@app.post("/score")
async def score(customers: Union[Customer, List[Customer]]) -> Union[Score, List[Score]]:
    if isinstance(customers, list):
        return [scored(customer) for customer in customers]
    return scored(customers)
